package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** REST controller for the grants of one user, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/users/{name}/projects")
class GrantController {

    private final Grants grants;
    private final Directory directory;
    private final GrantWishes wishes;
    private final GrantBodies bodies;
    private final AdministratorCheck administrators;

    GrantController(
            Grants grants,
            Directory directory,
            GrantWishes wishes,
            GrantBodies bodies,
            AdministratorCheck administrators) {
        this.grants = grants;
        this.directory = directory;
        this.wishes = wishes;
        this.bodies = bodies;
        this.administrators = administrators;
    }

    @GetMapping
    GrantList grants(Caller caller, @PathVariable String name) {
        administrators.require(caller, "grant.read", name);
        return bodies(grants.of(Grantee.of(id(name))));
    }

    /** Replaces all grants of the user. */
    @PutMapping
    GrantList replace(Caller caller, @PathVariable String name, @RequestBody GrantWishList wish) {
        administrators.require(caller, "grant.create", name);
        return bodies(grants.replace(caller, Grantee.of(id(name)), parsed(wish)));
    }

    private List<Terms> parsed(GrantWishList list) {
        List<@Nullable GrantWish> given = list.grants();
        if (given == null) {
            throw ProblemException.badField("grants", "missing-field", "grants");
        }
        if (given.size() > Grants.MOST) {
            throw ProblemException.badField("grants", "too-many", "grants", Integer.toString(Grants.MOST));
        }
        List<Terms> parsed = new ArrayList<>();
        for (GrantWish wish : given) {
            String field = "grants[" + parsed.size() + "]";
            if (wish == null) {
                throw ProblemException.badField(field, "missing-field", field);
            }
            parsed.add(wishes.parsed(wish, field + "."));
        }
        return parsed;
    }

    private GrantList bodies(List<Grant> all) {
        return new GrantList(all.stream().map(bodies::of).toList());
    }

    private UserId id(String name) {
        return UserName.parse(name).flatMap(directory::find).map(User::id).orElseThrow(UnknownUserException::new);
    }

    record GrantList(List<GrantBody> grants) {}

    record GrantWishList(@Nullable List<@Nullable GrantWish> grants) {}
}
