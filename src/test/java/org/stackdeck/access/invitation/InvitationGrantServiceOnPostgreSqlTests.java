package org.stackdeck.access.invitation;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class InvitationGrantServiceOnPostgreSqlTests extends InvitationGrantServiceTests {}
