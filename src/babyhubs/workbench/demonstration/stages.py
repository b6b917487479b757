"""The stages of making a demonstration, as the terminal names them."""

STAGES = (
    "Simulating a year of baby hubs",
    "Opening the programme",
    "Reading the records",
    "Checking the records",
    "Auditing",
    "Asking for releases",
    "Talking with parents",
    "Watching the room",
    "Drawing a panel of parents",
    "Judging the change",
    "Writing the bid",
)
