package org.stackdeck.cloud.openstack.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.identity.PageReader;

/** The fields of resources other than servers that Stackdeck reads from responses of Nova. */
final class NovaResourceDtos {

    private NovaResourceDtos() {}

    record Flavors(
            @JsonProperty("flavors") @Nullable List<OfferedFlavorBody> items,
            @JsonProperty("flavors_links") @Nullable List<PageReader.LinkBody> links)
            implements PageReader.LinkedPage<OfferedFlavorBody> {}

    record OfferedFlavorBody(
            @Nullable String id,
            @Nullable String name,
            int vcpus,
            int ram,
            int disk,

            @JsonProperty("OS-FLV-EXT-DATA:ephemeral") @Nullable
            Integer ephemeral,

            // An empty text before microversion 2.75, if the flavor has no swap disk.
            @Nullable Object swap,

            @JsonProperty("os-flavor-access:is_public") @Nullable
            Boolean publicFlavor)
            implements PageReader.Identified {

        boolean isPublic() {
            return Boolean.TRUE.equals(publicFlavor);
        }
    }

    record FlavorAccessBody(
            @JsonProperty("tenant_id") @Nullable String projectId) {}

    record ZoneBody(
            @JsonProperty("zoneName") @Nullable String name,
            @JsonProperty("zoneState") @Nullable ZoneState state) {

        boolean isAvailable() {
            return state != null && state.available();
        }
    }

    record ZoneState(boolean available) {}

    record ServerGroups(
            @JsonProperty("server_groups") @Nullable List<ServerGroupBody> items)
            implements PageReader.Page<ServerGroupBody> {

        /** Nova does not report whether another page follows. */
        @Override
        public boolean hasNext() {
            return true;
        }
    }

    record ServerGroupBody(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("project_id") @Nullable String projectId,
            @Nullable String policy,
            @Nullable List<String> members)
            implements PageReader.Identified {}
}
