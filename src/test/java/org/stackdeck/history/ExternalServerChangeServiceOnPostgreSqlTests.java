package org.stackdeck.history;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class ExternalServerChangeServiceOnPostgreSqlTests extends ExternalServerChangeServiceTests {}
