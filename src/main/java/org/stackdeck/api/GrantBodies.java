package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.Permission;
import org.stackdeck.access.SelectorDocument;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;

/** Converts grants to responses, with current names. */
@Component
class GrantBodies {

    private final Clouds clouds;
    private final Directory directory;
    private final Groups groups;

    GrantBodies(Clouds clouds, Directory directory, Groups groups) {
        this.clouds = clouds;
        this.directory = directory;
        this.groups = groups;
    }

    GrantBody of(Grant grant) {
        Terms terms = grant.terms();
        List<ProjectId> ids = terms.projects().stream().sorted().toList();
        List<String> names = terms.allProjects()
                ? List.of(GrantWishes.ALL)
                : ids.stream().map(id -> name(grant.cloud(), id)).toList();
        return new GrantBody(
                grant.id().toString(),
                user(grant.grantee()),
                group(grant.grantee()),
                grant.cloud().value(),
                names.size() == 1 ? names.getFirst() : null,
                ids.size() == 1 ? ids.getFirst().value() : null,
                names,
                ids.stream().map(ProjectId::value).toList(),
                SelectorDocument.of(terms.servers()),
                terms.role().named() ? terms.role().word() : null,
                terms.role().permissions().stream()
                        .sorted()
                        .map(Permission::word)
                        .toList(),
                terms.from(),
                terms.until(),
                terms.hours() == null ? null : HoursDocument.of(terms.hours()));
    }

    private @Nullable String user(Grantee grantee) {
        return grantee instanceof Grantee.OfUser(var id)
                ? directory.find(id).map(user -> user.name().value()).orElse(id.toString())
                : null;
    }

    private @Nullable String group(Grantee grantee) {
        return grantee instanceof Grantee.OfGroup(var id)
                ? groups.find(id).map(group -> group.name().value()).orElse(id.toString())
                : null;
    }

    /** The name of a project, or its id if the name is unknown. */
    String name(CloudName cloud, ProjectId id) {
        return clouds.project(cloud, id).map(Project::name).orElse(id.value());
    }
}
