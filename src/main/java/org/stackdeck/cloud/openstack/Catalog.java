package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service catalog of a token. */
record Catalog(List<Endpoint> endpoints) {

    Catalog {
        endpoints = List.copyOf(endpoints);
    }

    /** @param type the service type in the catalog: compute, image, network, … */
    record Endpoint(String type, String side, String region, URI uri) {}

    /** @param region null for the first matching endpoint of any region */
    Optional<URI> find(String type, Interface side, @Nullable String region) {
        return endpoints.stream()
                .filter(e -> e.type().equals(type) && e.side().equals(side.word()))
                .filter(e -> region == null || e.region().equals(region))
                .map(Endpoint::uri)
                .findFirst();
    }
}
