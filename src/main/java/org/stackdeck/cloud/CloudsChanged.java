package org.stackdeck.cloud;

import java.util.Set;

/**
 * Clouds were added, changed or removed while Stackdeck is running. Passed to each {@link CloudsChangedListener}.
 *
 * @param clouds names of these clouds; those that still exist are in {@link org.stackdeck.cloud.client.Clouds#names()}
 */
public record CloudsChanged(Set<CloudName> clouds) {

    public CloudsChanged {
        clouds = Set.copyOf(clouds);
    }
}
