package io.siyu.people.staff;

/** Over whose customers a role reaches, seen from the employee behind the user; from narrow to wide. */
public enum RoleScope {
    OWN,
    STORE,
    REGION,
    ALL
}
