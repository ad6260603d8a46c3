package org.stackdeck.api;

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
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestId;
import org.stackdeck.requests.UnknownTargetException;

/** REST controller for the caller's own access requests. */
@Tag(name = "access")
@RestController
@RequestMapping("/api/access-requests")
class AccessRequestController {

    private final AccessRequests requests;
    private final AccessWishes wishes;
    private final VisibleServers servers;

    AccessRequestController(AccessRequests requests, AccessWishes wishes, VisibleServers servers) {
        this.requests = requests;
        this.wishes = wishes;
        this.servers = servers;
    }

    /** Submits a request. Returns the existing request if an identical one is open. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccessRequestBody ask(Caller caller, @RequestBody AccessWish wish) {
        try {
            return AccessRequestBody.of(requests.ask(caller, wishes.parsed(caller, wish)));
        } catch (UnknownTargetException e) {
            throw servers.unknown(caller, wish.cloud());
        }
    }

    @GetMapping
    Own own(Caller caller) {
        return new Own(requests.own(caller).stream().map(AccessRequestBody::of).toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable UUID id) {
        requests.withdraw(caller, new RequestId(id));
    }

    record Own(List<AccessRequestBody> requests) {}
}
