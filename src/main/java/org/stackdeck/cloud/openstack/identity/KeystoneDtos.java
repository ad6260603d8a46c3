package org.stackdeck.cloud.openstack.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of Keystone's responses (Identity API v3) that Stackdeck reads. */
final class KeystoneDtos {

    private KeystoneDtos() {}

    record TokenBody(
            @JsonProperty("issued_at") @Nullable Instant issued,
            @JsonProperty("expires_at") @Nullable Instant expires,
            @Nullable IdentityReference user,
            @Nullable IdentityReference project,
            @Nullable List<IdentityReference> roles,
            @Nullable List<Service> catalog) {

        /** @throws NullPointerException if a required field is missing */
        AuthToken toAuthToken(String secret) {
            IdentityReference owner = Objects.requireNonNull(user);
            return new AuthToken(
                    secret,
                    Objects.requireNonNull(issued),
                    Objects.requireNonNull(expires),
                    Objects.requireNonNull(owner.id()),
                    project == null ? null : project.toProject(),
                    roles == null
                            ? java.util.Set.of()
                            : roles.stream()
                                    .map(IdentityReference::name)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.toSet()),
                    new ServiceCatalog(
                            catalog == null
                                    ? List.of()
                                    : catalog.stream()
                                            .flatMap(Service::toEndpoints)
                                            .toList()));
        }
    }

    record IdentityReference(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean enabled) {
        KeystoneProject toProject() {
            String known = Objects.requireNonNull(id);
            return new KeystoneProject(known, name == null ? known : name);
        }
    }

    record Service(@Nullable String type, @Nullable List<Endpoint> endpoints) {
        Stream<ServiceCatalog.Endpoint> toEndpoints() {
            if (type == null || endpoints == null) {
                return Stream.empty();
            }
            return endpoints.stream().flatMap(e -> e.toEndpoint(type));
        }
    }

    record Endpoint(
            @JsonProperty("interface") @Nullable String interfaceName,
            @JsonProperty("region_id") @Nullable String regionId,
            @Nullable String region,
            @Nullable String url) {

        /**
         * Returns an empty stream for an invalid endpoint: an invalid endpoint of one service must not make the whole
         * catalog unusable.
         */
        Stream<ServiceCatalog.Endpoint> toEndpoint(String type) {
            if (interfaceName == null || url == null) {
                return Stream.empty();
            }
            String where = regionId != null ? regionId : region != null ? region : "";
            try {
                return Stream.of(new ServiceCatalog.Endpoint(
                        type, interfaceName, where, URI.create(url.strip().replaceAll("/+$", ""))));
            } catch (IllegalArgumentException e) {
                return Stream.empty();
            }
        }
    }

    /** @param truncated whether Keystone's {@code list_limit} truncated the list */
    record Projects(
            @Nullable List<IdentityReference> projects,
            @Nullable Boolean truncated,
            @Nullable Links links) {}

    record Links(@Nullable String next) {}
}
