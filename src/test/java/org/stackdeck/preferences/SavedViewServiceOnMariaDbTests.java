package org.stackdeck.preferences;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class SavedViewServiceOnMariaDbTests extends SavedViewServiceTests {}
