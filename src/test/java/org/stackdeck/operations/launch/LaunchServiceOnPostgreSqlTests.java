package org.stackdeck.operations.launch;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class LaunchServiceOnPostgreSqlTests extends LaunchServiceTests {}
