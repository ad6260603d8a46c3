package org.stackdeck.access.ownership;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class OwnershipServiceOnPostgreSqlTests extends OwnershipServiceTests {}
