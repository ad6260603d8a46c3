package org.stackdeck.api.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateId;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.launchtemplates.LaunchTemplateVisibility;

/** Converts launch templates to responses, and parses their sharing in requests. */
@Component
public class LaunchTemplateMapper {

    private final LaunchTemplateService launchTemplateService;
    private final UserDirectory userDirectory;
    private final GroupService groupService;

    LaunchTemplateMapper(
            LaunchTemplateService launchTemplateService, UserDirectory userDirectory, GroupService groupService) {
        this.launchTemplateService = launchTemplateService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
    }

    /** @param sharedWith null for users who are not permitted to change the launch template */
    record LaunchTemplateResponse(
            String id,
            String name,
            String owner,
            boolean mayChange,
            String cloud,
            String project,
            LaunchRequest server,
            @Nullable SharingDto sharedWith,
            Instant changedAt) {}

    /**
     * Users with whom a launch template is shared.
     *
     * @param name name of the user or group; null for the other kinds, and for a deleted user or group
     */
    record SharingDto(@Nullable Kind kind, @Nullable String name) {

        enum Kind {
            @JsonProperty("nobody")
            NOBODY,
            @JsonProperty("everyone")
            EVERYONE,
            @JsonProperty("user")
            USER,
            @JsonProperty("group")
            GROUP
        }
    }

    LaunchTemplateResponse toResponse(Caller caller, LaunchTemplate launchTemplate) {
        boolean mayChange = launchTemplateService.mayChange(caller, launchTemplate);
        return new LaunchTemplateResponse(
                launchTemplate.id().toString(),
                launchTemplate.name().value(),
                launchTemplate.ownerName().value(),
                mayChange,
                launchTemplate.cloud().value(),
                launchTemplate.project().value(),
                LaunchRequest.of(launchTemplate.server(), null, null),
                mayChange ? toSharing(launchTemplate.sharing()) : null,
                launchTemplate.changedAt());
    }

    private SharingDto toSharing(LaunchTemplateVisibility launchTemplateVisibility) {
        return switch (launchTemplateVisibility) {
            case LaunchTemplateVisibility.OwnerOnly() -> new SharingDto(SharingDto.Kind.NOBODY, null);
            case LaunchTemplateVisibility.AllUsers() -> new SharingDto(SharingDto.Kind.EVERYONE, null);
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfUser(var user)) ->
                new SharingDto(
                        SharingDto.Kind.USER,
                        userDirectory
                                .find(user)
                                .map(found -> found.name().value())
                                .orElse(null));
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfGroup(var group)) ->
                new SharingDto(
                        SharingDto.Kind.GROUP,
                        groupService
                                .find(group)
                                .map(found -> found.name().value())
                                .orElse(null));
        };
    }

    /**
     * Parses the sharing of a launch template. The name of an unknown user or group results in a random ID. The service
     * then reports the same error as for users and groups with which the caller cannot share.
     *
     * @param sharingDto null for the owner only
     */
    LaunchTemplateVisibility parseSharing(@Nullable SharingDto sharingDto) {
        if (sharingDto == null) {
            return new LaunchTemplateVisibility.OwnerOnly();
        }
        return switch (RequestFieldValidator.require(sharingDto.kind(), "sharedWith.kind")) {
            case NOBODY -> new LaunchTemplateVisibility.OwnerOnly();
            case EVERYONE -> new LaunchTemplateVisibility.AllUsers();
            case USER ->
                new LaunchTemplateVisibility.SingleGrantee(userDirectory
                        .findByName(requireName(sharingDto))
                        .map(user -> Grantee.of(user.id()))
                        .orElseGet(() -> Grantee.of(new UserId(UUID.randomUUID()))));
            case GROUP ->
                new LaunchTemplateVisibility.SingleGrantee(groupService
                        .findByName(requireName(sharingDto))
                        .map(group -> Grantee.of(group.id()))
                        .orElseGet(() -> Grantee.of(new GroupId(UUID.randomUUID()))));
        };
    }

    private static String requireName(SharingDto sharingDto) {
        return RequestFieldValidator.require(sharingDto.name(), "sharedWith.name");
    }

    /**
     * Finds a launch template by ID or by name: {@code name} selects one of the caller's own, {@code owner/name} any
     * visible one. A name can contain slashes, so the caller's own launch templates take precedence. Otherwise, another
     * user could overwrite them by sharing a launch template.
     */
    LaunchTemplate find(Caller caller, String idOrName) {
        return parseId(idOrName)
                .flatMap(id -> launchTemplateService.find(caller, id))
                .or(() -> findByName(caller, idOrName))
                .orElseThrow(() -> ProblemException.invalidField("recipe", "no-such-recipe"));
    }

    private Optional<LaunchTemplate> findByName(Caller caller, String idOrName) {
        List<LaunchTemplate> visible = launchTemplateService.list(caller);
        return visible.stream()
                .filter(launchTemplate -> launchTemplate.owner().equals(caller.userId()))
                .filter(own -> own.name().value().equals(idOrName))
                .findFirst()
                .or(() -> visible.stream()
                        .filter(one -> idOrName.equals(one.ownerName() + "/" + one.name()))
                        .findFirst());
    }

    static Optional<LaunchTemplateId> parseId(String idOrName) {
        return RequestFieldValidator.parse(UUID::fromString, idOrName).map(LaunchTemplateId::new);
    }
}
