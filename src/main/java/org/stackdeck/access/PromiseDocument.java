package org.stackdeck.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/**
 * {@link PromisedGrant} as JSON, for the database.
 *
 * @param projects project ids; empty for all
 * @param permissions codes separated by spaces, if there is no role
 * @param lasts such as {@code PT36H}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PromiseDocument(
        String cloud,
        List<String> projects,
        SelectorDocument servers,
        @Nullable String role,
        @Nullable String permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable String lasts,
        @Nullable HoursDocument hours) {

    static PromiseDocument of(PromisedGrant promised) {
        Terms terms = promised.terms();
        boolean named = terms.role().named();
        return new PromiseDocument(
                terms.cloud().value(),
                terms.projects().stream().map(ProjectId::value).sorted().toList(),
                SelectorDocument.of(terms.servers()),
                named ? terms.role().word() : null,
                named ? null : StoredGrant.words(terms.role().permissions()),
                text(terms.from()),
                text(terms.until()),
                text(promised.lasts()),
                terms.hours() == null ? null : HoursDocument.of(terms.hours()));
    }

    /** @param roles looks up the current role by name */
    PromisedGrant promised(Function<String, Role> roles) {
        return new PromisedGrant(
                new Terms(
                        new CloudName(cloud),
                        projects.stream().map(ProjectId::new).collect(Collectors.toSet()),
                        servers.selector(),
                        role == null
                                ? Role.unnamed(StoredGrant.permissions(permissions == null ? "" : permissions))
                                : roles.apply(role),
                        from == null ? null : Instant.parse(from),
                        until == null ? null : Instant.parse(until),
                        hours == null ? null : hours.hours()),
                lasts == null ? null : Duration.parse(lasts));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
