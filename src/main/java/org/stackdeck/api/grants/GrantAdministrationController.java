package org.stackdeck.api.grants;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantCreation;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupService;

/** REST controller for the administration of grants to users and groups. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin")
public class GrantAdministrationController {

    private final GrantService grantService;
    private final UserDirectory userDirectory;
    private final GroupService groupService;
    private final GrantRequestMapper mapper;
    private final GrantResponseMapper grantResponseMapper;
    private final AdminActionExecutor executor;

    GrantAdministrationController(
            GrantService grantService,
            UserDirectory userDirectory,
            GroupService groupService,
            GrantRequestMapper mapper,
            GrantResponseMapper grantResponseMapper,
            AdminActionExecutor executor) {
        this.grantService = grantService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.mapper = mapper;
        this.grantResponseMapper = grantResponseMapper;
        this.executor = executor;
    }

    @GetMapping("/grants")
    GrantListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "grant.read", "grant", null, null));
        return new GrantListResponse(grantResponseMapper.toResponses(grantService.list()));
    }

    /** Creates a grant. Returns the existing grant with status 200 if an identical one exists. */
    @PostMapping("/grants")
    ResponseEntity<GrantResponse> create(Caller caller, @RequestBody GrantRequest grantRequest) {
        executor.requireAdministrator(new AdminAction(caller, "grant.create", "grant", null, grantRequest.user()));
        Grantee grantee = grantee(grantRequest);
        GrantCreation creation = grantService.create(caller, grantee, mapper.toTerms(grantRequest, ""));
        GrantResponse grantResponse = grantResponseMapper.toResponse(creation.grant());
        return creation.created()
                ? ResponseEntity.created(URI.create("/api/admin/grants/" + grantResponse.id()))
                        .body(grantResponse)
                : ResponseEntity.ok(grantResponse);
    }

    @GetMapping("/grants/{id}")
    GrantResponse get(Caller caller, @PathVariable UUID id) {
        executor.requireAdministrator(new AdminAction(caller, "grant.read", "grant", id.toString(), null));
        return grantService
                .find(new GrantId(id))
                .map(grantResponseMapper::toResponse)
                .orElseThrow(() -> ProblemException.notFound("unknown-grant"));
    }

    /** Revokes the grant. Succeeds even if the grant does not exist. */
    @DeleteMapping("/grants/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id) {
        grantService.revoke(caller, new GrantId(id));
    }

    @GetMapping("/users/{name}/projects")
    UserGrantsResponse list(Caller caller, @PathVariable String name) {
        executor.requireAdministrator(new AdminAction(caller, "grant.read", "grant", null, name));
        UserId user = userDirectory.requireByName(name).id();
        return new UserGrantsResponse(grantResponseMapper.toResponses(grantService.listByGrantee(Grantee.of(user))));
    }

    /** Replaces all grants of the user. */
    @PutMapping("/users/{name}/projects")
    UserGrantsResponse replace(Caller caller, @PathVariable String name, @RequestBody UserGrantsRequest request) {
        executor.requireAdministrator(new AdminAction(caller, "grant.create", "grant", null, name));
        UserId user = userDirectory.requireByName(name).id();
        return new UserGrantsResponse(
                grantResponseMapper.toResponses(grantService.replace(caller, Grantee.of(user), parse(request))));
    }

    private List<GrantTerms> parse(UserGrantsRequest userGrantsRequest) {
        List<@Nullable GrantRequest> grantRequests =
                RequestFieldValidator.require(userGrantsRequest.grants(), "grants");
        RequestFieldValidator.requireMaxSize(grantRequests, GrantService.MAX_PER_GRANTEE, "grants");
        List<GrantTerms> parsed = new ArrayList<>();
        for (GrantRequest grantRequest : grantRequests) {
            String field = "grants[" + parsed.size() + "]";
            GrantRequest required = RequestFieldValidator.require(grantRequest, field);
            required.requireNoGrantee(field + ".", "grantee-in-path");
            parsed.add(mapper.toTerms(required, field + "."));
        }
        return parsed;
    }

    private Grantee grantee(GrantRequest grantRequest) {
        String user = grantRequest.user();
        String group = grantRequest.group();
        if ((user == null) == (group == null)) {
            throw ProblemException.invalidField("user", "one-of", "group");
        }
        return user == null ? group(String.valueOf(group)) : user(user);
    }

    private Grantee user(String name) {
        return userDirectory
                .findByName(name)
                .map(user -> Grantee.of(user.id()))
                .orElseThrow(() -> ProblemException.invalidField("user", "no-such-user", name));
    }

    private Grantee group(String name) {
        return groupService
                .findByName(name)
                .map(group -> Grantee.of(group.id()))
                .orElseThrow(() -> ProblemException.invalidField("group", "no-such-group", name));
    }

    record GrantListResponse(List<GrantResponse> grants) {}

    record UserGrantsResponse(List<GrantResponse> grants) {}

    record UserGrantsRequest(@Nullable List<@Nullable GrantRequest> grants) {}
}
