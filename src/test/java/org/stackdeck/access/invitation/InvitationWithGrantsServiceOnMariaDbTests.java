package org.stackdeck.access.invitation;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class InvitationWithGrantsServiceOnMariaDbTests extends InvitationWithGrantsServiceTests {}
