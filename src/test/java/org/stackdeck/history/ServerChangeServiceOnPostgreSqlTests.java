package org.stackdeck.history;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class ServerChangeServiceOnPostgreSqlTests extends ServerChangeServiceTests {}
