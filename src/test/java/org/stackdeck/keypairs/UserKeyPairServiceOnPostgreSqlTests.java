package org.stackdeck.keypairs;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class UserKeyPairServiceOnPostgreSqlTests extends UserKeyPairServiceTests {}
