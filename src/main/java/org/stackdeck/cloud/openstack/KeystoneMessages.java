package org.stackdeck.cloud.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of Keystone's responses (Identity API v3) that Stackdeck reads. */
final class KeystoneMessages {

    private KeystoneMessages() {}

    record TokenEnvelope(@Nullable TokenBody token) {}

    record TokenBody(
            @JsonProperty("issued_at") @Nullable Instant issued,
            @JsonProperty("expires_at") @Nullable Instant expires,
            @Nullable Named user,
            @Nullable Named project,
            @Nullable List<Named> roles,
            @Nullable List<Service> catalog) {

        /** @throws NullPointerException if a required field is missing */
        Token with(String secret) {
            Named owner = Objects.requireNonNull(user);
            return new Token(
                    secret,
                    Objects.requireNonNull(issued),
                    Objects.requireNonNull(expires),
                    Objects.requireNonNull(owner.id()),
                    project == null ? null : project.project(),
                    roles == null
                            ? java.util.Set.of()
                            : roles.stream()
                                    .map(Named::name)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.toSet()),
                    new Catalog(
                            catalog == null
                                    ? List.of()
                                    : catalog.stream().flatMap(Service::read).toList()));
        }
    }

    record Named(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean enabled) {
        KeystoneProject project() {
            String known = Objects.requireNonNull(id);
            return new KeystoneProject(known, name == null ? known : name);
        }
    }

    record Service(@Nullable String type, @Nullable List<Endpoint> endpoints) {
        Stream<Catalog.Endpoint> read() {
            if (type == null || endpoints == null) {
                return Stream.empty();
            }
            return endpoints.stream().flatMap(e -> e.read(type));
        }
    }

    record Endpoint(
            @JsonProperty("interface") @Nullable String side,
            @JsonProperty("region_id") @Nullable String regionId,
            @Nullable String region,
            @Nullable String url) {

        /** Empty if the URL is invalid: a wrong endpoint of another service must not make the catalog unusable. */
        Stream<Catalog.Endpoint> read(String type) {
            if (side == null || url == null) {
                return Stream.empty();
            }
            String where = regionId != null ? regionId : region != null ? region : "";
            try {
                return Stream.of(new Catalog.Endpoint(
                        type, side, where, URI.create(url.strip().replaceAll("/+$", ""))));
            } catch (IllegalArgumentException e) {
                return Stream.empty();
            }
        }
    }

    /** @param truncated whether Keystone's {@code list_limit} truncated the list */
    record Projects(
            @Nullable List<Named> projects,
            @Nullable Boolean truncated,
            @Nullable Links links) {}

    record Links(@Nullable String next) {}
}
