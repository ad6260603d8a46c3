package org.stackdeck.api.grants;

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
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.api.error.RequestFields;
import org.stackdeck.api.users.AdministratorCheck;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** REST controller for the grants of one user, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/users/{name}/projects")
public class UserGrantController {

    private final GrantService grantService;
    private final UserDirectory userDirectory;
    private final GrantRequestMapper mapper;
    private final GrantResponseMapper grantResponseMapper;
    private final AdministratorCheck administrators;

    UserGrantController(
            GrantService grantService,
            UserDirectory userDirectory,
            GrantRequestMapper mapper,
            GrantResponseMapper grantResponseMapper,
            AdministratorCheck administrators) {
        this.grantService = grantService;
        this.userDirectory = userDirectory;
        this.mapper = mapper;
        this.grantResponseMapper = grantResponseMapper;
        this.administrators = administrators;
    }

    @GetMapping
    UserGrantsResponse list(Caller caller, @PathVariable String name) {
        administrators.require(caller, "grant.read", name);
        return toResponse(grantService.listByGrantee(Grantee.of(requireUser(name))));
    }

    /** Replaces all grants of the user. */
    @PutMapping
    UserGrantsResponse replace(Caller caller, @PathVariable String name, @RequestBody UserGrantsRequest wish) {
        administrators.require(caller, "grant.create", name);
        return toResponse(grantService.replace(caller, Grantee.of(requireUser(name)), parse(wish)));
    }

    private List<GrantTerms> parse(UserGrantsRequest userGrantsRequest) {
        List<@Nullable GrantRequest> grantRequests = RequestFields.require(userGrantsRequest.grants(), "grants");
        RequestFields.requireMaxSize(grantRequests, GrantService.MAX_PER_GRANTEE, "grants");
        List<GrantTerms> parsed = new ArrayList<>();
        for (GrantRequest grantRequest : grantRequests) {
            String field = "grants[" + parsed.size() + "]";
            parsed.add(mapper.toTerms(RequestFields.require(grantRequest, field), field + "."));
        }
        return parsed;
    }

    private UserGrantsResponse toResponse(List<Grant> all) {
        return new UserGrantsResponse(
                all.stream().map(grantResponseMapper::toResponse).toList());
    }

    private UserId requireUser(String name) {
        return userDirectory.findByName(name).map(User::id).orElseThrow(UnknownUserException::new);
    }

    record UserGrantsResponse(List<GrantResponse> grants) {}

    record UserGrantsRequest(@Nullable List<@Nullable GrantRequest> grants) {}
}
