package org.stackdeck.ui.grants;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Rights;
import org.stackdeck.access.WhoCan;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.MenuExtra;

/** Menu item for administrators that shows who can access a server. */
@Component
class WhoCanItem implements MenuExtra {

    private final WhoCan whoCan;
    private final Inventory inventory;
    private final Clouds clouds;
    private final AdminNews news;
    private final Live live;
    private final CurrentUser currentUser;
    private final Clock clock;

    WhoCanItem(
            WhoCan whoCan,
            Inventory inventory,
            Clouds clouds,
            AdminNews news,
            Live live,
            CurrentUser currentUser,
            Clock clock) {
        this.whoCan = whoCan;
        this.inventory = inventory;
        this.clouds = clouds;
        this.news = news;
        this.live = live;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public String icon() {
        return "eye";
    }

    @Override
    public String label() {
        return "servers.menu.who-can";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return rights.administrator();
    }

    @Override
    public void open(Server server) {
        Words words = Words.here();
        new WhoCanDialog(
                        new WhoCanDialog.Parts(
                                whoCan,
                                inventory,
                                new GrantPhrases(words, clouds, inventory),
                                news,
                                live,
                                currentUser.caller(),
                                clock),
                        words,
                        server)
                .open();
    }
}
