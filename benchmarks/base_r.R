# The same work in base R without any package, CPU seconds: median of runs. Called by statistics_speed.py where R is there.
set.seed(1)
runs <- as.integer(commandArgs(TRUE)[1])
said <- function(name, work) {
  work()
  cpu <- replicate(runs, { t <- system.time(work()); t[["user.self"]] + t[["sys.self"]] })
  cat(name, median(cpu), "\n")
}
areas <- 52631
group <- rep(seq_len(areas), each = 19)
n <- sample(50:2000, length(group), TRUE); x <- rpois(length(group), n * 0.02); w <- rep(runif(19, 1, 7), areas)
z <- qnorm(0.975)
said("dsr", function() {
  s <- rowsum(cbind(x, w, w * x / n, w^2 * x / n^2), group)
  o <- s[, 1]; r <- s[, 3] / s[, 2]; v <- s[, 4] / s[, 2]^2
  low <- o * (1 - 1 / (9 * o) - z / (3 * sqrt(o)))^3
  high <- (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * sqrt(o + 1)))^3
  cbind(r, r + sqrt(v / o) * (low - o), r + sqrt(v / o) * (high - o))
})
people <- matrix(runif(1e6, 100, 1000), 1e5); p <- matrix(runif(1e6, 0.2, 0.6), 1e5); se <- sqrt(p * (1 - p) / people)
said("slopes", function() {
  share <- people / rowSums(people)
  rank <- share
  for (k in 2:10) rank[, k] <- rank[, k] + rank[, k - 1]
  rank <- rank - share / 2
  c <- share * (rank - 0.5); c <- c / rowSums(c * (rank - 0.5))
  beta <- rowSums(c * p); mean <- rowSums(share * p); half <- z * sqrt(rowSums(c^2 * se^2))
  cbind(beta, beta - half, beta + half, (mean + beta / 2) / (mean - beta / 2))
})
e <- runif(1e5, 1, 500); k <- rpois(1e5, e)
said("flags", function() {
  above <- k > e
  tail <- ifelse(above, ppois(k - 1, e, lower.tail = FALSE), ppois(k, e))
  cut(tail, c(-1, 0.001, 0.025, 1))
})
m <- sample(20:400, 1e6, TRUE); y <- rbinom(1e6, m, 0.4)
said("intervals", function() {
  root <- z * sqrt(z^2 + 4 * y * (1 - y / m))
  cbind((2 * y + z^2 - root) / (2 * (m + z^2)), (2 * y + z^2 + root) / (2 * (m + z^2)))
})
