package org.stackdeck.ui.grants;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Ownership;
import org.stackdeck.access.Rights;
import org.stackdeck.access.WhoCan;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.Directory;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.servers.MenuExtra;

/** Menu item for administrators that changes the owner of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OwnerItem implements MenuExtra {

    private final Ownership ownership;
    private final OwnerBook book;
    private final WhoCan whoCan;
    private final Directory directory;
    private final Inventory inventory;
    private final Clouds clouds;
    private final AdminNews news;
    private final Live live;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;

    OwnerItem(
            Ownership ownership,
            OwnerBook book,
            WhoCan whoCan,
            Directory directory,
            Inventory inventory,
            Clouds clouds,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser) {
        this.ownership = ownership;
        this.book = book;
        this.whoCan = whoCan;
        this.directory = directory;
        this.inventory = inventory;
        this.clouds = clouds;
        this.news = news;
        this.live = live;
        this.prompt = prompt;
        this.currentUser = currentUser;
    }

    @Override
    public String icon() {
        return "user";
    }

    @Override
    public String label() {
        return "servers.menu.owner";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return rights.administrator();
    }

    @Override
    public void open(Server server) {
        directory.requireAdministrator(currentUser.caller());
        Words words = Words.here();
        new OwnerDialog(
                        new OwnerDialog.Parts(
                                ownership,
                                book,
                                whoCan,
                                directory,
                                inventory,
                                new GrantPhrases(words, clouds, inventory),
                                news,
                                live,
                                prompt,
                                currentUser.caller()),
                        words,
                        server)
                .open();
    }
}
