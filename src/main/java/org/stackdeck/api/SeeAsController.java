package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.OthersView;
import org.stackdeck.inventory.SeeAs;

/** REST controller for the servers that a user sees, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/users/{name}/servers")
class SeeAsController {

    private final SeeAs seeAs;
    private final VisibleServers servers;
    private final AdministratorCheck administrators;

    SeeAsController(SeeAs seeAs, VisibleServers servers, AdministratorCheck administrators) {
        this.seeAs = seeAs;
        this.servers = servers;
        this.administrators = administrators;
    }

    /** The servers visible to the user, with the actions allowed to the user instead of the caller. */
    @GetMapping
    ServersBody seeAs(Caller caller, @PathVariable String name) {
        administrators.require(caller, "user.see-as", name);
        OthersView theirs = seeAs.open(caller, UserName.parse(name).orElseThrow(UnknownUserException::new));
        return servers.all(theirs.person().subject(), theirs.look());
    }
}
