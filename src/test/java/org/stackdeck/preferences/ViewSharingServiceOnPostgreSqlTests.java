package org.stackdeck.preferences;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class ViewSharingServiceOnPostgreSqlTests extends ViewSharingServiceTests {}
