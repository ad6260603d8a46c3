package org.stackdeck.keypairs;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class UserKeyPairServiceOnMariaDbTests extends UserKeyPairServiceTests {}
