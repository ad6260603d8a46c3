package org.stackdeck.cloud.action;

import org.stackdeck.cloud.CloudException;

/** Indicates that Stackdeck did not request a change because of a {@link ChangeObstacle}. Nothing was changed. */
public final class ChangeObstacleException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final ChangeObstacle obstacle;

    public ChangeObstacleException(ChangeObstacle obstacle) {
        super(Category.CONFLICT, "Not requested: " + obstacle.code());
        this.obstacle = obstacle;
    }

    public ChangeObstacle obstacle() {
        return obstacle;
    }
}
