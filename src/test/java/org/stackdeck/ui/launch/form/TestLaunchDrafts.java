package org.stackdeck.ui.launch.form;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.SelectableResource;

/** Creates launch drafts that are complete except for the boot source. */
final class TestLaunchDrafts {

    static final AvailableFlavor MEDIUM = new AvailableFlavor("f-1", "m1.medium", 2, 4096, 40);

    String name = "web";

    @Nullable
    Integer count = 1;

    @Nullable
    SelectableResource source;

    boolean rootVolume;

    @Nullable
    Integer rootVolumeGib;

    @Nullable
    AvailableFlavor flavor = MEDIUM;

    List<String> networks = List.of();
    String userData = "";
    Set<String> tags = Set.of();

    @Nullable
    Map<String, String> metadata = Map.of();

    String description = "";

    TestLaunchDrafts from(SelectableResource wanted) {
        source = wanted;
        return this;
    }

    LaunchDraft build() {
        return new LaunchDraft(
                name,
                count,
                source,
                rootVolume,
                rootVolumeGib,
                true,
                flavor,
                networks,
                null,
                List.of(),
                null,
                null,
                userData,
                tags,
                metadata,
                description);
    }
}
