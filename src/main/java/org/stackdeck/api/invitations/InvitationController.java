package org.stackdeck.api.invitations;

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
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationWithGrantsService;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.platform.PublicUrl;

/** REST controller for the administration of invitations. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/invitations")
class InvitationController {

    private final InvitationAdministrationService invitationAdministrationService;
    private final InvitationWithGrantsService invitationWithGrantsService;
    private final InvitationRequestMapper mapper;
    private final InvitationResponseMapper invitationResponseMapper;
    private final AdminActionExecutor executor;
    private final PublicUrl publicUrl;

    InvitationController(
            InvitationAdministrationService invitationAdministrationService,
            InvitationWithGrantsService invitationWithGrantsService,
            InvitationRequestMapper mapper,
            InvitationResponseMapper invitationResponseMapper,
            AdminActionExecutor executor,
            PublicUrl publicUrl) {
        this.invitationAdministrationService = invitationAdministrationService;
        this.invitationWithGrantsService = invitationWithGrantsService;
        this.mapper = mapper;
        this.invitationResponseMapper = invitationResponseMapper;
        this.executor = executor;
        this.publicUrl = publicUrl;
    }

    /** Lists all invitations, newest first. */
    @GetMapping
    InvitationListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "invitation.read", "invitation", null, null));
        Map<InvitationId, List<InvitationGrant>> invitationGrants = invitationWithGrantsService.list(caller);
        return new InvitationListResponse(
                invitationResponseMapper.toResponses(invitationAdministrationService.list(caller), invitationGrants));
    }

    /** Creates an invitation. Only this response contains the token. */
    @PostMapping
    ResponseEntity<InvitationResponse.CreatedInvitationResponse> create(
            Caller caller, @RequestBody InvitationRequest request) {
        executor.requireAdministrator(new AdminAction(caller, "invitation.create", "invitation", null, null));
        List<InvitationGrant> invitationGrants = mapper.parseGrants(request);
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invitationWithGrantsService.createInvitation(caller, mapper.parse(request), invitationGrants);
        String token = createdInvitation.token().value();
        String link = publicUrl.link("/register?invitation=" + token);
        Invitation invitation = createdInvitation.invitation();
        InvitationResponse invitationResponse = invitationResponseMapper
                .toResponses(List.of(invitation), Map.of(invitation.id(), invitationGrants))
                .getFirst();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new InvitationResponse.CreatedInvitationResponse(invitationResponse, token, link));
    }

    /** Revokes the invitation. Succeeds even if the invitation is no longer valid. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable UUID id) {
        invitationAdministrationService.revoke(caller, new InvitationId(id));
    }

    record InvitationListResponse(List<InvitationResponse> invitations) {}
}
