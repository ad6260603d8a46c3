package org.stackdeck.keypairs;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class KeyPairServiceOnMariaDbTests extends KeyPairServiceTests {}
