package org.stackdeck.preferences;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class SavedViewServiceOnPostgreSqlTests extends SavedViewServiceTests {}
