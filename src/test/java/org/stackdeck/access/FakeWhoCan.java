package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UserId;

/** Returns the report set by the test for every server, to administrators only. */
public class FakeWhoCan implements WhoCan {

    private final Directory directory;
    private final Map<UserId, List<Way.ByGrant>> asOwner = new ConcurrentHashMap<>();
    private volatile Holders holders = new Holders(null, List.of(), null);

    public FakeWhoCan(Directory directory) {
        this.directory = directory;
    }

    public void tell(Holders told) {
        holders = told;
    }

    @Override
    public Holders of(Caller caller, ServerFacts server) {
        directory.requireAdministrator(caller);
        return holders;
    }

    /** Sets the grants that the user would have as the owner of any server. */
    public void tell(UserId user, List<Way.ByGrant> ways) {
        asOwner.put(user, ways);
    }

    @Override
    public List<Way.ByGrant> asOwner(Caller caller, ServerFacts server, UserId user) {
        directory.requireAdministrator(caller);
        return asOwner.getOrDefault(user, List.of());
    }

    @Override
    public Holders again(Caller caller, ServerFacts server) {
        return of(caller, server);
    }
}
