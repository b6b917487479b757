"""The same service as three record systems would export it: national columns, a SystmOne-like report, a RiO-like list."""
