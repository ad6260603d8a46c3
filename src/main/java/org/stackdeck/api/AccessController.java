package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UserName;

/** REST controller for single grants to users and groups, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/grants")
class AccessController {

    private final Grants grants;
    private final Directory directory;
    private final Groups groups;
    private final GrantWishes wishes;
    private final GrantBodies bodies;
    private final AdministratorCheck administrators;

    AccessController(
            Grants grants,
            Directory directory,
            Groups groups,
            GrantWishes wishes,
            GrantBodies bodies,
            AdministratorCheck administrators) {
        this.grants = grants;
        this.directory = directory;
        this.groups = groups;
        this.wishes = wishes;
        this.bodies = bodies;
        this.administrators = administrators;
    }

    @GetMapping
    GrantList all(Caller caller) {
        administrators.require(caller, "grant.read", null);
        return new GrantList(grants.all().stream().map(bodies::of).toList());
    }

    /** Creates a grant. Returns the existing grant if an identical one exists. */
    @PostMapping
    ResponseEntity<GrantBody> give(Caller caller, @RequestBody GrantWish wish) {
        administrators.require(caller, "grant.create", wish.user());
        GrantBody given = bodies.of(grants.give(caller, grantee(wish), wishes.parsed(wish, "")));
        return ResponseEntity.created(URI.create("/api/admin/grants/" + given.id()))
                .body(given);
    }

    @GetMapping("/{id}")
    GrantBody one(Caller caller, @PathVariable UUID id) {
        administrators.require(caller, "grant.read", null);
        return grants.find(new GrantId(id))
                .map(bodies::of)
                .orElseThrow(() -> ProblemException.notFound("unknown-grant"));
    }

    /** Revokes the grant. Succeeds if the grant does not exist. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id) {
        grants.revoke(caller, new GrantId(id));
    }

    private Grantee grantee(GrantWish wish) {
        String user = wish.user();
        String group = wish.group();
        if ((user == null) == (group == null)) {
            throw ProblemException.badField("user", "one-of", "user", "group");
        }
        return user == null ? group(String.valueOf(group)) : user(user);
    }

    private Grantee user(String name) {
        return UserName.parse(name)
                .flatMap(directory::find)
                .map(user -> Grantee.of(user.id()))
                .orElseThrow(() -> ProblemException.badField("user", "no-such-user", "user", name));
    }

    private Grantee group(String name) {
        return GroupName.parse(name)
                .flatMap(groups::find)
                .map(group -> Grantee.of(group.id()))
                .orElseThrow(() -> ProblemException.badField("group", "no-such-group", "group", name));
    }

    record GrantList(List<GrantBody> grants) {}
}
