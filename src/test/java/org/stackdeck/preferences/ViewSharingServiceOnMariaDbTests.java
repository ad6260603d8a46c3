package org.stackdeck.preferences;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ViewSharingServiceOnMariaDbTests extends ViewSharingServiceTests {}
