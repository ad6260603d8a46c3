package org.stackdeck.cloud;

import java.util.Set;

/**
 * Event for clouds that were added, changed or removed while Stackdeck is running. Passed to each {@link
 * CloudsChangedListener}.
 *
 * @param clouds names of the affected clouds; removed clouds are not in {@link
 *     org.stackdeck.cloud.client.Clouds#names()}
 */
public record CloudsChanged(Set<CloudName> clouds) {

    public CloudsChanged {
        clouds = Set.copyOf(clouds);
    }
}
