package org.stackdeck.accessrequests;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AccessRequestServiceOnMariaDbTests extends AccessRequestServiceTests {}
