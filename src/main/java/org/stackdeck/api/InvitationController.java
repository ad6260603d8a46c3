package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
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
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.PromisedGrants;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.Invitations;
import org.stackdeck.platform.PublicUrl;

/** REST controller for invitations, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/invitations")
class InvitationController {

    private final Invitations invitations;
    private final PromisedGrants promises;
    private final InvitationRequests requests;
    private final InvitationBodies bodies;
    private final AdministratorCheck administrators;
    private final PublicUrl publicUrl;

    InvitationController(
            Invitations invitations,
            PromisedGrants promises,
            InvitationRequests requests,
            InvitationBodies bodies,
            AdministratorCheck administrators,
            PublicUrl publicUrl) {
        this.invitations = invitations;
        this.promises = promises;
        this.requests = requests;
        this.bodies = bodies;
        this.administrators = administrators;
        this.publicUrl = publicUrl;
    }

    /** Newest first. */
    @GetMapping
    InvitationList all(Caller caller) {
        administrators.require(caller, "invitation.read", null);
        Map<InvitationId, List<PromisedGrant>> promised = promises.all(caller);
        return new InvitationList(bodies.all(invitations.all(caller), promised));
    }

    /** Creates an invitation. Only this response contains the token. */
    @PostMapping
    ResponseEntity<InvitationBody.Made> invite(Caller caller, @RequestBody InvitationRequest request) {
        administrators.require(caller, "invitation.create", null);
        List<PromisedGrant> promised = requests.promised(request);
        Invitations.Made made = promises.invite(caller, requests.wish(request), promised);
        String token = made.token().value();
        String link = publicUrl.link("/register?invitation=" + token);
        InvitationBody body = bodies.of(made.invitation(), promised);
        return ResponseEntity.status(HttpStatus.CREATED).body(new InvitationBody.Made(body, token, link));
    }

    /** Cancels the invitation. Succeeds if it is no longer valid. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable UUID id) {
        administrators.require(caller, "invitation.withdraw", null);
        invitations.withdraw(caller, new InvitationId(id));
    }

    record InvitationList(List<InvitationBody> invitations) {}
}
