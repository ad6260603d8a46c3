package org.stackdeck.access.invitation;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class InvitationWithGrantsServiceOnPostgreSqlTests extends InvitationWithGrantsServiceTests {}
