package org.stackdeck.ui.bulk;

import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.ViewLogic;

/** Message keys of the texts that differ between servers and other resources. */
@ViewLogic
final class BulkActionMessageKeys {

    private BulkActionMessageKeys() {}

    static String key(CloudAction action, String text) {
        return (action instanceof ServerAction ? "servers.bulk." : "resources.bulk.") + text;
    }
}
