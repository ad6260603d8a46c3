package org.stackdeck.platform.database;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class DatabaseClockQueryOnPostgreSqlTests extends DatabaseClockQueryTests {}
