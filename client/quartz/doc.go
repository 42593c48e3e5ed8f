// Package quartz reads the schedules of connectors: Quartz cron as Elasticsearch
// reads it (its class Cron), which is not what other cron libraries read. Days of
// the week count from Sunday, which is 1; one of the two fields for days must be a
// question mark; everything is in UTC.
//
// The connector service has a reader of its own (connectors/utils.py, next_run)
// that differs in places: [Schedule.Warnings] names them, and the builders write
// only what both read alike.
package quartz
