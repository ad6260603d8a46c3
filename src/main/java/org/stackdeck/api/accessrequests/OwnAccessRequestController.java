package org.stackdeck.api.accessrequests;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.accessrequests.AccessRequestId;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.UnknownAccessRequestTargetException;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.servers.VisibleServerService;
import org.stackdeck.identity.Caller;

/** REST controller for the caller's own access requests. */
@Tag(name = "access")
@RestController
@RequestMapping("/api/access-requests")
public class OwnAccessRequestController {

    private final AccessRequestService accessRequestService;
    private final NewAccessRequestMapper mapper;
    private final VisibleServerService visibleServerService;

    OwnAccessRequestController(
            AccessRequestService accessRequestService,
            NewAccessRequestMapper mapper,
            VisibleServerService visibleServerService) {
        this.accessRequestService = accessRequestService;
        this.mapper = mapper;
        this.visibleServerService = visibleServerService;
    }

    /** Submits a request. Returns the open request for the same access, if there is one. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccessRequestResponse submit(Caller caller, @RequestBody NewAccessRequest payload) {
        try {
            return AccessRequestResponse.of(accessRequestService.create(caller, mapper.parse(caller, payload)));
        } catch (UnknownAccessRequestTargetException e) {
            if (payload.kind() != null) {
                throw ProblemException.notFound("unknown-resource");
            }
            throw visibleServerService.notFound(caller, payload.cloud());
        }
    }

    @GetMapping
    OwnAccessRequestsResponse listOwn(Caller caller) {
        return new OwnAccessRequestsResponse(accessRequestService.listOwn(caller).stream()
                .map(AccessRequestResponse::of)
                .toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable UUID id) {
        accessRequestService.cancel(caller, new AccessRequestId(id));
    }

    record OwnAccessRequestsResponse(List<AccessRequestResponse> requests) {}
}
