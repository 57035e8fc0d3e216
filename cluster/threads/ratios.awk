# The lines of measure.sh -> a table: medians, and each round's ratio to the event loop's of the same round with a bootstrap interval of 95%.
function median(list, n,   i, j, x) {
  for (i = 2; i <= n; i++) { x = list[i]; for (j = i - 1; j > 0 && list[j] > x; j--) list[j + 1] = list[j]; list[j + 1] = x }
  return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function figure(kind, name, column,   round, list, n) {
  for (round in rounds) list[++n] = value[round, kind, name, column]
  return sprintf("%.0f", median(list, n))
}

function ratio(kind, name, column,   round, all, n, i, j, drawn, medians) {
  for (round in rounds) all[++n] = value[round, kind, name, column] / value[round, kind, "event-loop", column]
  for (i = 1; i <= 1000; i++) {
    for (j = 1; j <= n; j++) drawn[j] = all[int(rand() * n) + 1]
    medians[i] = median(drawn, n)
  }
  median(medians, 1000)   # sorts
  return sprintf("%.2f (%.2f – %.2f)", median(all, n), medians[25], medians[975])
}

{
  rounds[$1 "." $2]
  for (column = 5; column <= 7; column++) value[$1 "." $2, $3, $4, column] = $column
  failed += $8
}

END {
  srand(727)
  print "| connection | thread | CPU µs a request | ÷ event loop | p50 µs | ÷ event loop | p99 µs | ÷ event loop |"
  print "| --- | --- | --- | --- | --- | --- | --- | --- |"
  split("keep new", kinds); split("event-loop again worker virtual", names)
  for (k = 1; k <= 2; k++) for (n = 1; n <= 4; n++) {
    printf "| %s | %s |", kinds[k], names[n]
    for (column = 5; column <= 7; column++) printf " %s | %s |", figure(kinds[k], names[n], column), n == 1 ? "" : ratio(kinds[k], names[n], column)
    print ""
  }
  printf "%d rounds, %d requests without an answer\n", length(rounds), failed
}
