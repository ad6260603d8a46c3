package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;

/** Tells administrators what it was told, of every server. */
public class FakeWhoCan implements WhoCan {

    private final Directory directory;
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

    @Override
    public Holders again(Caller caller, ServerFacts server) {
        return of(caller, server);
    }
}
