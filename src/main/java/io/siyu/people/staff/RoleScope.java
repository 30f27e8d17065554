package io.siyu.people.staff;

/** Over whose customers a role reaches, seen from the employee behind the user. */
public enum RoleScope {
    OWN,
    STORE,
    REGION,
    ALL
}
