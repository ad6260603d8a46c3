package org.stackdeck.connections;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class CloudConnectionServiceOnPostgreSqlTests extends CloudConnectionServiceTests {}
