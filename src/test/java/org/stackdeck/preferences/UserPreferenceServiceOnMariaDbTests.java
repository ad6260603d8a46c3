package org.stackdeck.preferences;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class UserPreferenceServiceOnMariaDbTests extends UserPreferenceServiceTests {}
