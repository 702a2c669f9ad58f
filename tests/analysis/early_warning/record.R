# Records what R surveillance says of tables of counts, for the tests beside this file.
#   Rscript record.R IN OUT YEARS
# reads every IN/NAME__observed.csv (week_start, observed) and writes NAME__simple.csv,
# NAME__glr.csv and NAME__farrington.csv into OUT; of IN/NAME__months.csv (month_start, observed)
# NAME__farrington.csv alone. YEARS is Farrington's b.
suppressMessages(library(surveillance))

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
out <- arguments[2]
years <- as.integer(arguments[3])

judged <- function(result, length) {
  n <- length - nrow(result)
  list(ub = c(rep(NA, n), upperbound(result)[, 1]), alarm = c(rep(NA, n), alarms(result)[, 1] + 0))
}

simple <- function(series, mean) {
  count <- nrow(series); found <- list()
  for (method in c("C1", "C2", "C3")) for (ms in c(0, 0.5)) {
    name <- paste0("ears", method, if (ms > 0) "ms05" else "")
    found[[name]] <- judged(earsC(series, control = list(method = method, minSigma = ms)), count)
  }
  found$bayes_b0w6 <- judged(bayes(series, control = list(
    range = 8:count, b = 0, w = 6, actY = TRUE, alpha = 0.05)), count)
  if (count > 110) found$bayes_b2w2a01 <- judged(bayes(series, control = list(
    range = 112:count, b = 2, w = 2, actY = TRUE, alpha = 0.01)), count)
  half <- (count %/% 2 + 1):count
  for (kind in c("standard", "rossi")) {
    found[[if (kind == "rossi") "cusum_rossi" else "cusum_std"]] <- judged(cusum(series,
      control = list(range = half, k = 1.04, h = 2.26, m = mean, trans = kind)), count)
  }
  found
}

ratios <- function(series, from, expected, alpha) {
  range <- from:nrow(series); found <- list()
  for (nb in c(TRUE, FALSE)) for (fixed in c(FALSE, TRUE)) {
    name <- paste0(if (fixed) "lr" else "glr", if (nb) "nb" else "pois", if (fixed) "_theta2" else "")
    control <- list(range = range, c.ARL = 5, mu0 = expected, Mtilde = 1, M = -1,
      change = "intercept", theta = if (fixed) 2 else NULL, dir = "inc", ret = "value")
    control$alpha <- if (nb) alpha else 0
    result <- suppressWarnings(glrnb(series, control = control))
    found[[name]] <- list(stat = upperbound(result)[, 1], alarm = alarms(result)[, 1] + 0)
  }
  found
}

seasons <- function(series, range) {
  weekly <- series@freq == 52
  base <- list(range = range, b = years, w = if (weekly) 3 else 1)
  blocks <- if (weekly) 10 else 4
  excluded <- if (weekly) 26 else 6
  flexible <- function(...) suppressWarnings(farringtonFlexible(series, control = c(base, list(...))))
  all <- list(
    ff_default = flexible(),
    ff_noufaily = flexible(noPeriods = blocks, pastWeeksNotIncluded = excluded, pThresholdTrend = 1,
      thresholdMethod = "nbPlugin", alpha = 0.01),
    ff_muan = flexible(noPeriods = blocks, pastWeeksNotIncluded = excluded, pThresholdTrend = 1,
      thresholdMethod = "muan", alpha = 0.01, limit54 = c(0, 4)))
  found <- lapply(all, function(one) list(ub = upperbound(one)[, 1], alarm = alarms(one)[, 1] + 0,
    expected = control(one)$expected[, 1], phi = control(one)$phi[, 1],
    trend = control(one)$trend[, 1] + 0))
  one <- suppressWarnings(farrington(series, control = base))
  found$farr <- list(ub = upperbound(one)[, 1], alarm = alarms(one)[, 1] + 0)
  found
}

write <- function(name, kind, table, found) {
  for (method in names(found)) for (column in names(found[[method]]))
    table[[paste(method, column, sep = "_")]] <- found[[method]][[column]]
  write.csv(table, file.path(out, paste0(name, "__", kind, ".csv")), row.names = FALSE, na = "")
}

begun <- function(observed, day, frequency) {
  sts(observed, epoch = as.numeric(day), epochAsDate = TRUE, frequency = frequency,
    start = c(as.integer(format(day[1], "%Y")), 1))
}

for (path in list.files(folder, "__(observed|months).csv$", full.names = TRUE)) {
  weekly <- grepl("__observed.csv$", path)
  name <- sub("__(observed|months).csv$", "", basename(path))
  given <- read.csv(path)
  day <- as.Date(given[[1]])
  count <- nrow(given)
  series <- begun(given$observed, day, if (weekly) 52 else 12)
  table <- data.frame(t = seq_len(count), epoch = as.character(day), observed = given$observed)
  first <- years * (if (weekly) 53 else 12) + 5
  range <- max(first, count - 79):count
  write(name, "farrington", table[range, ], seasons(series, range))
  file.copy(path, out)
  if (!weekly) next
  past <- seq_len(count %/% 2)
  mean <- mean(given$observed[past])
  write(name, "simple", table, simple(series, mean))
  from <- count %/% 2 + 1
  fit <- glm(observed ~ sin(2 * pi * t / 52) + cos(2 * pi * t / 52), poisson, table[past, ])
  expected <- predict(fit, table[from:count, ], type = "response")
  alpha <- max(0.05, (var(given$observed[past]) - mean) / mean^2)
  rest <- cbind(table[from:count, ], mu0 = expected, alpha = alpha)
  write(name, "glr", rest, ratios(series, from, expected, alpha))
}
