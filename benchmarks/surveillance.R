# Prints the CPU seconds R surveillance takes for the table of counts given, a series a line:
#   Rscript surveillance.R TABLE.csv WEEKS
# Farrington Flexible as Noufaily and others set it, the newest WEEKS of each series judged.
suppressMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
table <- as.matrix(read.csv(arguments[1], header = FALSE))
weeks <- as.integer(arguments[2])
control <- list(range = (ncol(table) - weeks + 1):ncol(table), b = 5, w = 3, noPeriods = 10,
  pastWeeksNotIncluded = 26, pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.01)
judge <- function(row) {
  series <- sts(table[row, ], frequency = 52, start = c(2018, 1))
  upperbound(suppressWarnings(farringtonFlexible(series, control = control)))[, 1]
}
spent <- system.time(bounds <- sapply(seq_len(nrow(table)), judge))
cat(sum(spent[c("user.self", "sys.self")]), as.vector(bounds), "\n")
