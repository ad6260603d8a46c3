package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UnknownGroupException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** REST controller for groups of users, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/groups")
class GroupController {

    private final Groups groups;
    private final Directory directory;
    private final AdministratorCheck administrators;

    GroupController(Groups groups, Directory directory, AdministratorCheck administrators) {
        this.groups = groups;
        this.directory = directory;
        this.administrators = administrators;
    }

    @GetMapping
    GroupList all(Caller caller) {
        administrators.require(caller, "group.read", null);
        Map<UserId, UserName> names = directory.all().stream().collect(Collectors.toMap(User::id, User::name));
        return new GroupList(groups.all().stream()
                .map(group -> body(group, id -> Optional.ofNullable(names.get(id))))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GroupBody create(Caller caller, @RequestBody GroupWish wish) {
        administrators.require(caller, "group.create", null);
        String name = wish.name();
        if (name == null) {
            throw ProblemException.badField("name", "missing-field", "name");
        }
        Set<UserId> members = users(wish.members());
        return body(groups.create(
                caller,
                GroupName.parse(name).orElseThrow(() -> ProblemException.badField("name", "bad-group-name", "name")),
                members));
    }

    /** Replaces the members of the group. */
    @PutMapping("/{name}/members")
    GroupBody members(Caller caller, @PathVariable String name, @RequestBody GroupWish wish) {
        administrators.require(caller, "group.members", null);
        if (wish.members() == null) {
            throw ProblemException.badField("members", "missing-field", "members");
        }
        return body(groups.setMembers(caller, id(name), users(wish.members())));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String name) {
        administrators.require(caller, "group.remove", null);
        groups.remove(caller, id(name));
    }

    private GroupId id(String name) {
        return GroupName.parse(name).flatMap(groups::find).map(Group::id).orElseThrow(UnknownGroupException::new);
    }

    private Set<UserId> users(@Nullable List<@Nullable String> names) {
        Set<UserId> users = new HashSet<>();
        for (String name : names == null ? List.<@Nullable String>of() : names) {
            users.add(UserName.parse(String.valueOf(name))
                    .flatMap(directory::find)
                    .orElseThrow(
                            () -> ProblemException.badField("members", "no-such-user", "members", String.valueOf(name)))
                    .id());
        }
        return users;
    }

    private GroupBody body(Group group) {
        return body(group, id -> directory.find(id).map(User::name));
    }

    private static GroupBody body(Group group, Function<UserId, Optional<UserName>> names) {
        return new GroupBody(
                group.id().toString(),
                group.name().value(),
                group.members().stream()
                        .flatMap(user -> names.apply(user).stream())
                        .map(UserName::value)
                        .sorted()
                        .toList());
    }

    record GroupList(List<GroupBody> groups) {}

    /** @param members user names */
    record GroupWish(@Nullable String name, @Nullable List<@Nullable String> members) {}

    record GroupBody(String id, String name, List<String> members) {}
}
