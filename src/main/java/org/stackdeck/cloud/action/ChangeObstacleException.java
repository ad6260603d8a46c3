package org.stackdeck.cloud.action;

import org.stackdeck.cloud.CloudException;

/** A change was not requested from the cloud because of a {@link ChangeObstacle}. Nothing was changed. */
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
