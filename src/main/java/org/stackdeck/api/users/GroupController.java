package org.stackdeck.api.users;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupService;

/** REST controller for the administration of groups of users. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/groups")
public class GroupController {

    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;

    GroupController(GroupService groupService, UserDirectory userDirectory, AdminActionExecutor executor) {
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.executor = executor;
    }

    @GetMapping
    GroupListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "group.read", "group", null, null));
        return new GroupListResponse(toResponses(groupService.all()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GroupResponse create(Caller caller, @RequestBody GroupRequest groupRequest) {
        executor.requireAdministrator(new AdminAction(caller, "group.create", "group", null, groupRequest.name()));
        String name = RequestFieldValidator.require(groupRequest.name(), "name");
        Set<UserId> members = requireUsers(groupRequest.members());
        return toResponse(groupService.create(
                caller,
                GroupName.parse(name).orElseThrow(() -> ProblemException.invalidField("name", "bad-group-name")),
                members));
    }

    @PutMapping("/{name}/members")
    GroupResponse setMembers(Caller caller, @PathVariable String name, @RequestBody GroupRequest groupRequest) {
        executor.requireAdministrator(new AdminAction(caller, "group.members", "group", null, name));
        List<@Nullable String> members = RequestFieldValidator.require(groupRequest.members(), "members");
        GroupId group = groupService.requireByName(name).id();
        return toResponse(groupService.setMembers(caller, group, requireUsers(members)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String name) {
        executor.requireAdministrator(new AdminAction(caller, "group.remove", "group", null, name));
        groupService.delete(caller, groupService.requireByName(name).id());
    }

    private Set<UserId> requireUsers(@Nullable List<@Nullable String> names) {
        Set<UserId> users = new HashSet<>();
        for (String name : RequestFieldValidator.requireTexts(names, "members")) {
            users.add(userDirectory
                    .findByName(name)
                    .orElseThrow(() -> ProblemException.invalidField("members", "no-such-user", name))
                    .id());
        }
        return users;
    }

    private GroupResponse toResponse(Group group) {
        return toResponses(List.of(group)).getFirst();
    }

    /** Converts the groups. Loads all users with one query. */
    private List<GroupResponse> toResponses(List<Group> groups) {
        Map<UserId, String> names = userDirectory.names();
        return groups.stream()
                .map(group -> new GroupResponse(
                        group.id().toString(),
                        group.name().value(),
                        group.members().stream()
                                .map(names::get)
                                .filter(Objects::nonNull)
                                .sorted()
                                .toList()))
                .toList();
    }

    record GroupListResponse(List<GroupResponse> groups) {}

    /** @param members user names */
    record GroupRequest(@Nullable String name, @Nullable List<@Nullable String> members) {}

    record GroupResponse(String id, String name, List<String> members) {}
}
